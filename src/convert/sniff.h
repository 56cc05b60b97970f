/* SPDX-License-Identifier: BSD-2-Clause
 *
 * sniff.h - the types that convert_sniff() knows to tell apart inside of zip files
 */
#pragma once

#define SNIFFED_OOXML "application/vnd.openxmlformats-officedocument."
#define SNIFFED_WORD SNIFFED_OOXML "wordprocessingml.document"
#define SNIFFED_EXCEL SNIFFED_OOXML "spreadsheetml.sheet"
#define SNIFFED_POWERPOINT SNIFFED_OOXML "presentationml.presentation"
#define SNIFFED_OASIS "application/vnd.oasis.opendocument."
