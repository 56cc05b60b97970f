# tests/intake
