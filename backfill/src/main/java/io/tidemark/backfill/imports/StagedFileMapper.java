package io.tidemark.backfill.imports;

import io.tidemark.lake.write.StagedFile;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.EitherTypeInfo;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.types.Either;

/**
 * Tells files of events (left) from those of rejects (right), since a {@link StagingJob} has one
 * result for both.
 */
final class StagedFileMapper implements MapFunction<StagedFile, Either<StagedFile, StagedFile>> {

  static final String EVENTS = "events";
  static final String REJECTS = "rejects";

  private static final String UID = "staged-";
  private static final TypeInformation<StagedFile> FILE = TypeInformation.of(StagedFile.class);
  private static final long serialVersionUID = 1L;

  private final boolean rejects;

  private StagedFileMapper(boolean rejects) {
    this.rejects = rejects;
  }

  /**
   * The files, on their side.
   *
   * @param what they hold: {@link #EVENTS} or {@link #REJECTS}
   */
  static DataStream<Either<StagedFile, StagedFile>> attach(
      DataStream<StagedFile> files, String what) {
    return files
        .map(new StagedFileMapper(what.equals(REJECTS)), new EitherTypeInfo<>(FILE, FILE))
        .name("staged " + what)
        .uid(UID + what);
  }

  @Override
  public Either<StagedFile, StagedFile> map(StagedFile file) {
    return rejects ? Either.Right(file) : Either.Left(file);
  }
}
