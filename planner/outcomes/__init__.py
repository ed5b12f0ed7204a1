"""What a buyer reads: plans and studies as rows and money, without a solver's words."""
