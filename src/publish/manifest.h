/* SPDX-License-Identifier: BSD-2-Clause
 *
 * manifest.h - the digests of all files of the tree, so that a mirror can prove that it is whole
 *
 * Lines as sha256sum(1) writes and checks them, by path, in files that each cover a part of the tree (manifest/…), so that a change
 * rewrites a few short ones; manifest.txt covers the rest, and them.
 */
#pragma once
#include <glib.h>
#include "tree.h"

#define MANIFEST_PATH "manifest.txt"
/* To be called last, before the commit. */
gboolean manifest_update(struct tree *tree, GError **error);
