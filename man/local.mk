# man
dist_man_MANS += man/liaisonctl.8
