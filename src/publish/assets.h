/* SPDX-License-Identifier: BSD-2-Clause
 *
 * assets.h - the files that all pages use, as they lie in assets/
 */
#pragma once

extern const char asset_style[], asset_search[], asset_icon[];
