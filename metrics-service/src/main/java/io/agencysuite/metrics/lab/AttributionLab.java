package io.agencysuite.metrics.lab;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.agencysuite.metrics.attribution.PathModel;
import io.agencysuite.metrics.attribution.PathModels;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `./agency lab attribution INPUT OUTPUT`: CSV `path,conversions,value,nulls` to CSV
/// `model,channel,conversions,value`, a block a model.
public final class AttributionLab {

  private AttributionLab() {}

  public static void main(String[] args) {
    System.exit(run(List.of(args), System.err));
  }

  /// The exit code: 0 done, 1 bad input, 2 wrong arguments.
  static int run(List<String> arguments, PrintStream problems) {
    if (arguments.size() != 2) {
      problems.println("usage: lab attribution INPUT OUTPUT");
      return 2;
    }
    Path input = Path.of(arguments.get(0));
    Path output = Path.of(arguments.get(1));
    try {
      write(output, compute(input));
      return 0;
    } catch (BadInput e) {
      problems.println(input + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      problems.println(e.getFile() + ": there is no such file or folder");
    } catch (IOException | UncheckedIOException e) {
      problems.println(input + " or " + output + " cannot be used: " + e);
    }
    return 1;
  }

  private static Map<String, PathModel> compute(Path input) throws IOException {
    Map<String, PathModel> models = PathModels.all();
    try (Reader text = Files.newBufferedReader(input)) {
      PathFile.read(text, path -> models.values().forEach(model -> model.add(path)));
    }
    return models;
  }

  private static void write(Path output, Map<String, PathModel> models) throws IOException {
    try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(output)) {
      csv.writeRecord("model", "channel", "conversions", "value");
      models.forEach((model, credits) ->
          credits
              .credits()
              .forEach((channel, credit) ->
                  csv.writeRecord(
                      model, channel, plain(credit.conversions()), plain(credit.value()))));
    }
  }

  /// The shortest digits that name exactly this double, without an exponent.
  private static String plain(double value) {
    return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
