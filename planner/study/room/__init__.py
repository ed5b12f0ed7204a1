"""What can be traded away: ranges within an allowance, prices at which offers turn."""
