/** The whole, from a real Kafka to the tables, in both modes, against an independent oracle. */
package io.tidemark.testing.endtoend;
