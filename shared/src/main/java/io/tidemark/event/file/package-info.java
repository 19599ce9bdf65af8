/**
 * Files that events are imported from: Parquet, Avro, JSON lines and CSV to rows of one layout. All
 * records of a file are read, or the file is named: a file that is cut off must not pass for a
 * whole one.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link ImportFileReader}: opens an {@link ImportFile} by the {@link FileRecordReader} of
 *       its format; rows have the {@link FileRowLayout}.
 *   <li>{@link FileRecordConverter}: such a row as a message or as a reject; {@link
 *       UnreadableFileException}: a file that is not what it should be.
 *   <li>{@link ParquetRecordReader}: {@link ParquetSchemaResolver} and {@link ReadSchemaResolver}
 *       find the columns, {@link ParquetRowCountCheck} counts, {@link UnsignedIntConverter} and
 *       {@link TextValidator} mend or refuse values.
 *   <li>{@link AvroRecordReader}; {@link JsonRecordReader}; {@link CsvRecordReader} with {@link
 *       CsvRecordSplitter}.
 *   <li>Text files: {@link TextInputStreamFactory}, with {@link CompressionCodec} ({@link
 *       ZstdFrameInputStream}) and {@link FileTypeDetector}.
 *   <li>Adapters of input files: {@link LocalInputFile}, {@link AvroInputFile}, {@link
 *       ParquetInputFile}.
 * </ul>
 */
package io.tidemark.event.file;
