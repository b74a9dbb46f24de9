package io.agencysuite.store;

import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** aggregate: leading filter, order and limit use indexes, the rest runs in the query engine. */
final class AggregateCommand {

  private static final int BATCH = 256;
  private static final Set<String> STAGES =
      Set.of(
          "$match",
          "$group",
          "$sort",
          "$limit",
          "$skip",
          "$project",
          "$unwind",
          "$count",
          "$addFields",
          "$set",
          "$unset",
          "$replaceRoot",
          "$sortByCount",
          "$bucket",
          "$facet");

  private final Catalog catalog;
  private final Reader reader;
  private final Cursors cursors;

  AggregateCommand(Catalog catalog, Reader reader, Cursors cursors) {
    this.catalog = catalog;
    this.reader = reader;
    this.cursors = cursors;
  }

  Document run(Request request) {
    request.accept(
        Set.of("pipeline", "cursor", "allowDiskUse", "hint"),
        Set.of("collation", "let", "explain", "bypassDocumentValidation"));
    List<Document> pipeline = new ArrayList<>(request.documents("pipeline"));
    pipeline.replaceAll(AggregateCommand::checked);
    Query query = leadingQuery(request, pipeline);
    StoredCollection collection = catalog.find(request.namespace());
    int batchSize =
        Cursors.firstBatch(new Request(request.database(), "aggregate", cursor(request)));
    Results source =
        collection == null ? new ListedResults(List.of()) : reader.open(collection, query);
    Results results = pipeline.isEmpty() ? source : new ListedResults(compute(source, pipeline));
    return cursors.open(request.namespace(), results, batchSize, false);
  }

  private static Document cursor(Request request) {
    Document cursor = request.document("cursor");
    if (cursor == null) {
      throw StoreErrors.failedToParse("The 'cursor' option is required");
    }
    return cursor;
  }

  private static Document checked(Document stage) {
    String name = stage.isEmpty() ? "" : stage.keySet().iterator().next();
    if (stage.size() != 1 || !STAGES.contains(name)) {
      throw StoreErrors.notSupported("aggregation stage " + stage.keySet());
    }
    return name.equals("$set") ? new Document("$addFields", stage.get(name)) : stage;
  }

  /** Takes the stages that a plan can serve off the pipeline's head. */
  private static Query leadingQuery(Request request, List<Document> pipeline) {
    Document filter = new Document();
    if (head(pipeline, "$match") instanceof Document match) {
      filter = match;
      pipeline.removeFirst();
    }
    List<KeyPart> sort = List.of();
    if (head(pipeline, "$sort") instanceof Document order) {
      sort = Query.sort(order);
      pipeline.removeFirst();
    }
    int limit = 0;
    if (head(pipeline, "$limit") instanceof Number number && number.intValue() > 0) {
      limit = number.intValue();
      pipeline.removeFirst();
    }
    return new Query(
        filter, sort, 0, limit, null, ReadCommands.hint(request), request.count("maxTimeMS", 0));
  }

  private static @Nullable Object head(List<Document> pipeline, String stage) {
    return pipeline.isEmpty() ? null : pipeline.getFirst().get(stage);
  }

  private static List<RawDocument> compute(Results source, List<Document> pipeline) {
    Aggregation aggregation = Aggregation.fromPipeline(pipeline, null, null, null, null);
    try (Stream<Document> result = aggregation.runStagesAsStream(stream(source))) {
      return result.map(document -> new RawDocument(Bson.encode(document))).toList();
    }
  }

  private static Stream<Document> stream(Results source) {
    Iterator<Document> documents = new Documents(source);
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(documents, Spliterator.ORDERED), false);
  }

  private static final class Documents implements Iterator<Document> {

    private final Results source;
    private Iterator<RawDocument> batch = List.<RawDocument>of().iterator();

    Documents(Results source) {
      this.source = source;
    }

    @Override
    public boolean hasNext() {
      while (!batch.hasNext() && !source.isDone()) {
        batch = source.next(BATCH).iterator();
      }
      return batch.hasNext();
    }

    @Override
    public Document next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      return Bson.decode(batch.next().bytes());
    }
  }
}
