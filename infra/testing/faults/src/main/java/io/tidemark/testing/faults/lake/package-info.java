/**
 * Lakes that the suite runs on: a {@link LakeKind} has a {@link LakeLocation}, either {@link
 * LocalLakeLocation} or {@link RestLakeLocation}, whose servers are {@link LakeServers}.
 */
package io.tidemark.testing.faults.lake;
