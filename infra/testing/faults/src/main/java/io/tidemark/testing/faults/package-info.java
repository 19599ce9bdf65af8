/** Faults injected into the running processes of a pipeline, and the check of what came of it. */
package io.tidemark.testing.faults;
