"""Points of studies: solved in chunks, in processes or on a cluster, kept in a ledger."""
