/** Files that events are imported from: their records, one after the other. */
package io.tidemark.event.file;
