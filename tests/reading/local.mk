# tests/reading
