# src/publish
