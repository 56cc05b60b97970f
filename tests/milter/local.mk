# tests/milter
