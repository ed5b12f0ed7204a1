"""The application: commands, workbooks, plans and their explanation."""
