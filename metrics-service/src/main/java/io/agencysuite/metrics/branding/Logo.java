package io.agencysuite.metrics.branding;

import io.agencysuite.kit.error.InvalidArgument;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/// A logo as it is kept: written anew from what was understood of it, so that nothing else that a
/// file may carry is handed on.
final class Logo {

  private static final String FIELD = "logo";
  private static final String EXPECTED = "PNG or SVG, at most 2,000 x 2,000 pixels";
  private static final int LARGEST_SIDE = 2_000;
  private static final String PNG = "data:image/png;base64,";
  private static final String SVG = "data:image/svg+xml;base64,";

  private Logo() {}

  /// @return a `data:` address; empty when there is nothing
  static String clean(byte[] file) {
    if (file.length == 0) {
      return "";
    }
    boolean png = file.length > 4 && file[0] == (byte) 0x89 && file[1] == 'P' && file[2] == 'N';
    return png
        ? PNG + encoded(rewritten(file))
        : SVG + encoded(SvgCleaner.clean(file).getBytes(StandardCharsets.UTF_8));
  }

  /// What a `data:` address holds.
  static byte[] bytes(String address) {
    return Base64.getDecoder().decode(address.substring(address.indexOf(',') + 1));
  }

  private static String encoded(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /// The pixels alone. The size is looked at before any pixel is read.
  private static byte[] rewritten(byte[] file) {
    Iterator<ImageReader> readers = ImageIO.getImageReadersByFormatName("png");
    ImageReader reader = readers.next();
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(file))) {
      reader.setInput(in, true, true);
      if (reader.getWidth(0) > LARGEST_SIDE || reader.getHeight(0) > LARGEST_SIDE) {
        throw InvalidArgument.field(
            FIELD, reader.getWidth(0) + " x " + reader.getHeight(0) + " pixels", EXPECTED);
      }
      BufferedImage image = reader.read(0);
      ByteArrayOutputStream out = new ByteArrayOutputStream(file.length);
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw InvalidArgument.field(FIELD, file.length + " bytes that are no image", EXPECTED);
    } finally {
      reader.dispose();
    }
  }
}
