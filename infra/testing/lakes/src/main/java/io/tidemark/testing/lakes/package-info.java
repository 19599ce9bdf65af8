/** An object store, a REST catalog, and what can go wrong between them and whoever uses them. */
package io.tidemark.testing.lakes;
