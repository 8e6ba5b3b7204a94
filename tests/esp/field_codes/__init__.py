"""Field codes: formulas, bodies, custom codes."""
