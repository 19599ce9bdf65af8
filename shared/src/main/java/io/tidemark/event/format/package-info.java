/**
 * Message formats: the bytes of a message to a row of its nested fields. What does not fit the type
 * of its column is rejected. A new format is a {@link MessageFormat}, a case of {@link
 * MessageFormatFactory} and one of {@link UnknownFieldDetector}.
 *
 * <p>In the order in which one reads them:
 *
 * <ul>
 *   <li>{@link MessageFormat}, made by {@link MessageFormatFactory}; {@link MessageSchema}: the ROW
 *       type that it reads.
 *   <li>{@link JsonFormat}: bytes by {@link StrictJsonParser} ({@link Utf8Validator}, {@link
 *       NumberPreservingParser} with {@link NumberNode}), objects by {@link JsonRowConverter},
 *       values by {@link JsonValueConverter} ({@link JsonNumberConverter}, {@link
 *       IsoTimestampParser}).
 *   <li>{@link AvroFormat} and {@link ConfluentAvroFormat}: records by {@link AvroReader} ({@link
 *       Utf8DatumReader}), rows by {@link AvroRowConverter} and {@link AvroValueConverter}.
 *   <li>Schemas of a registry: {@link RegistrySchemaProvider}, asked through {@link RegistryClient}
 *       ({@link BoundedBodySubscriber}); {@link RefusedSchemaCache} for those it does not have.
 *   <li>{@link UnknownFieldDetector}: fields that no column reads, each an {@link UnknownField},
 *       and {@link UnknownAvroFieldCounter}; {@link RejectDetailFormatter}: parts of the detail of
 *       a reject.
 * </ul>
 */
package io.tidemark.event.format;
