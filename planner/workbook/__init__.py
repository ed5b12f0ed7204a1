"""The only place that knows cells: schema, template, guard, reading, faults, writing."""
