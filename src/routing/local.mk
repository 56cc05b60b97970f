# src/routing
