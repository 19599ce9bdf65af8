/** The one command for users: {@code infra/tidemark <command>}. */
package io.tidemark.cli;
