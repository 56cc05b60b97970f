# tests/routing
