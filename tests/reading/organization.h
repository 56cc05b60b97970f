/* SPDX-License-Identifier: BSD-2-Clause
 *
 * organization.h - the organisation that the tests of this room read under
 */
#pragma once
#include <liaison/organization.h>

struct organization *test_organization(void);
