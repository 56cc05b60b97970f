# tests/hooks
dist_check_SCRIPTS += tests/hooks/hooks.py
EXTRA_DIST += tests/hooks/ole.py
TESTS += tests/hooks/hooks.py
