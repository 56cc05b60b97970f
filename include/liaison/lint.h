/* SPDX-License-Identifier: BSD-2-Clause
 *
 * lint.h - what the draft asks of a statement that we send, and this one lacks
 *
 * Advice to its author (draft-iab-rfc4053bis 2.3, 4.2, 4.3), kept as doubts; it holds nothing back and keeps nothing from being posted.
 * What can be known without asking anybody: whether a draft has expired, or an RFC has consensus, its author has to say. Pure; thread-safe.
 */
#pragma once
#include <glib.h>
#include <liaison/message.h>
#include <liaison/statement.h>

/* Adds to the statement's doubts: no-purpose, no-deadline (those that reading added already are there once), no-plain-text,
 * unusual-format, no-consensus-level, cites-individual-draft, cites-rfc. */
void lint_statement(const struct message *message, struct statement *statement);
