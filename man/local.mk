# man
dist_man_MANS += man/liaisonctl.8
dist_man_MANS += man/liaison-milter.conf.5
dist_man_MANS += man/liaison-milter.8
dist_man_MANS += man/liaison-layouts.5
dist_man_MANS += man/liaison-worker.8
dist_man_MANS += man/liaison-queue.8
