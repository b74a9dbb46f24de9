package io.agencysuite.metrics.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.error.InvalidArgument;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class LogoTest {

  @Test
  void keepsShapesAndGradientsOfSvgAndNothingElse() {
    String svg =
        """
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
            viewBox="0 0 10 10" onload="alert(1)" style="background:url(http://evil.example)">
          <script>alert(2)</script>
          <style>rect { fill: url(http://evil.example/a) }</style>
          <defs><linearGradient id="g"><stop offset="0" stop-color="#abc"/></linearGradient></defs>
          <rect width="5" height="5" fill="url(#g)" stroke="url(http://evil.example/b)"/>
          <image xlink:href="http://evil.example/c.png" width="1" height="1"/>
          <foreignObject><p xmlns="http://www.w3.org/1999/xhtml">text</p></foreignObject>
          <use xlink:href="http://evil.example/d.svg#e"/>
          <path d="M0 0 L5 5 Z" fill="red" onclick="alert(3)"/>
        </svg>
        """;

    String clean = new String(Logo.bytes(clean(svg)), StandardCharsets.UTF_8);

    assertThat(clean)
        .contains("<linearGradient id=\"g\">", "fill=\"url(#g)\"", "d=\"M0 0 L5 5 Z\"")
        .doesNotContain("evil", "alert", "script", "style", "image", "use", "text", "onload");
    assertThat(clean(clean)).isEqualTo(clean(svg));
  }

  @Test
  void refusesWhatIsNoImage() {
    for (String file :
        List.of(
            "x",
            "<html></html>",
            "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
                + "<svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
            "<svg xmlns='http://www.w3.org/2000/svg'>"
                + "<g>".repeat(60)
                + "</g>".repeat(60)
                + "</svg>")) {
      assertThatThrownBy(() -> clean(file)).isInstanceOf(InvalidArgument.class);
    }
    byte[] cut = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0};
    assertThatThrownBy(() -> Logo.clean(cut)).isInstanceOf(InvalidArgument.class);
  }

  @Test
  void keepsThePixelsOfPngAndNothingElse() throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    BufferedImage image = new BufferedImage(3, 2, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(1, 1, 0xFF336699);
    ImageIO.write(image, "png", file);
    file.writeBytes("<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8));

    String address = Logo.clean(file.toByteArray());

    assertThat(address).startsWith("data:image/png;base64,");
    byte[] clean = Logo.bytes(address);
    assertThat(new String(clean, StandardCharsets.ISO_8859_1)).doesNotContain("script");
    assertThat(ImageIO.read(new ByteArrayInputStream(clean)).getRGB(1, 1)).isEqualTo(0xFF336699);
    ByteArrayOutputStream large = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(2_001, 1, BufferedImage.TYPE_BYTE_BINARY), "png", large);
    assertThatThrownBy(() -> Logo.clean(large.toByteArray())).hasMessageContaining("2001 x 1");
  }

  private static String clean(String file) {
    return Logo.clean(file.getBytes(StandardCharsets.UTF_8));
  }
}
