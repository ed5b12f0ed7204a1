"""What the tables mean in money and amounts: what one ordered unit costs, holds and counts."""
