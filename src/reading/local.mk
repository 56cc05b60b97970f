# src/reading
