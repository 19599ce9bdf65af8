/** What keeps tables fast and small: compaction, expiry of snapshots, removal of orphans. */
package io.tidemark.backfill.maintenance;
