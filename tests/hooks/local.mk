# tests/hooks
dist_check_SCRIPTS += tests/hooks/hooks.py
TESTS += tests/hooks/hooks.py
