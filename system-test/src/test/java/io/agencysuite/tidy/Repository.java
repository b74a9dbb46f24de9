package io.agencysuite.tidy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The sources of this repository, without what a build makes.
final class Repository {

  private static final Set<String> MADE =
      Set.of(".git", ".agency", ".idea", ".vscode", "target", "node_modules", "data");

  private final Path root;
  private final List<Path> files;

  private Repository(Path root, List<Path> files) {
    this.root = root;
    this.files = files;
  }

  static Repository here() {
    Path root =
        Stream.iterate(Path.of("").toAbsolutePath(), Objects::nonNull, Path::getParent)
            .filter(folder -> Files.exists(folder.resolve("mvnw")))
            .findFirst()
            .orElseThrow();
    return new Repository(root, walk(root));
  }

  boolean has(Path path) {
    return Files.exists(root.resolve(path));
  }

  /// Sources whose names end in one of these, by their path from the root.
  Stream<Source> sources(String... endings) {
    return files.stream()
        .filter(file -> Stream.of(endings).anyMatch(ending -> file.toString().endsWith(ending)))
        .map(file -> new Source(file, read(root.resolve(file))));
  }

  Source source(String path) {
    return new Source(Path.of(path), read(root.resolve(path)));
  }

  private static List<Path> walk(Path root) {
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
              return isMade(root, folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              found.add(root.relativize(file));
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found.stream().sorted().toList();
  }

  /// `data` is made only at the root; a source folder may bear the name.
  private static boolean isMade(Path root, Path folder) {
    String name = String.valueOf(folder.getFileName());
    return MADE.contains(name) && (!name.equals("data") || root.equals(folder.getParent()));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  record Source(Path path, String text) {

    List<String> lines() {
      return text.lines().toList();
    }

    boolean isIn(String... folders) {
      String here = path.toString();
      return Stream.of(folders).anyMatch(folder -> here.contains(folder));
    }

    /// Folder of the package: one mark in `src/main` holds for `src/test` as well.
    String folderInJava() {
      String folder = String.valueOf(path.getParent());
      return folder.substring(folder.indexOf("/java/") + 1);
    }

    /// Lines that match, each as `path:number: line`.
    Stream<String> matching(String regex) {
      List<String> lines = lines();
      return IntStream.range(0, lines.size())
          .filter(i -> lines.get(i).matches(".*(" + regex + ").*"))
          .mapToObj(i -> path + ":" + (i + 1) + ": " + lines.get(i).strip());
    }
  }
}
