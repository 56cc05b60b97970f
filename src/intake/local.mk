# src/intake
