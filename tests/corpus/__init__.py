"""Bad input: files whose first line says what is expected, and recipes for what cannot be one."""
