package io.agencysuite.metrics.branding;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.document.Markup;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/// Writes an SVG anew with nothing but shapes, colours and gradients: no scripts, no styles, no
/// texts, no references but to gradients of its own.
final class SvgCleaner {

  private static final String EXPECTED = "PNG or SVG without a document type";
  private static final int MOST_ELEMENTS = 5_000;
  private static final int DEEPEST = 50;

  private static final Set<String> ELEMENTS =
      Set.of(
          "svg",
          "g",
          "path",
          "rect",
          "circle",
          "ellipse",
          "line",
          "polyline",
          "polygon",
          "defs",
          "linearGradient",
          "radialGradient",
          "stop");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "id",
          "viewBox",
          "width",
          "height",
          "d",
          "x",
          "y",
          "x1",
          "y1",
          "x2",
          "y2",
          "cx",
          "cy",
          "r",
          "rx",
          "ry",
          "fx",
          "fy",
          "points",
          "transform",
          "fill",
          "fill-rule",
          "fill-opacity",
          "stroke",
          "stroke-width",
          "stroke-linecap",
          "stroke-linejoin",
          "stroke-miterlimit",
          "stroke-opacity",
          "opacity",
          "offset",
          "stop-color",
          "stop-opacity",
          "gradientUnits",
          "gradientTransform",
          "spreadMethod",
          "preserveAspectRatio");

  private static final Set<String> PAINTS = Set.of("fill", "stroke");
  private static final Pattern PAINT = Pattern.compile("[#A-Za-z0-9 ,.%()]{1,60}");
  private static final Pattern OWN_GRADIENT = Pattern.compile("url\\(#[A-Za-z0-9_-]{1,60}\\)");
  private static final Pattern VALUE = Pattern.compile("[-+#A-Za-z0-9 ,.%()_\\s]*");

  private final Markup out = new Markup();
  private int elements;

  private SvgCleaner() {}

  static String clean(byte[] file) {
    Element root = parse(file).getDocumentElement();
    if (!"svg".equals(root.getLocalName())) {
      throw refused("an XML document of another kind");
    }
    SvgCleaner cleaner = new SvgCleaner();
    cleaner.write(root, 0);
    return cleaner.out.toString();
  }

  private void write(Element element, int depth) {
    if (++elements > MOST_ELEMENTS || depth > DEEPEST) {
      throw refused("more than " + MOST_ELEMENTS + " elements or " + DEEPEST + " levels");
    }
    List<String> attributes = new ArrayList<>();
    if (depth == 0) {
      attributes.addAll(List.of("xmlns", "http://www.w3.org/2000/svg"));
    }
    for (int i = 0; i < element.getAttributes().getLength(); i++) {
      Node attribute = element.getAttributes().item(i);
      if (isKept(attribute.getNodeName(), attribute.getNodeValue())) {
        attributes.addAll(List.of(attribute.getNodeName(), attribute.getNodeValue()));
      }
    }
    out.open(element.getLocalName(), attributes.toArray(String[]::new));
    for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
      if (child instanceof Element inner && ELEMENTS.contains(inner.getLocalName())) {
        write(inner, depth + 1);
      }
    }
    out.close();
  }

  private static boolean isKept(String name, String value) {
    if (!ATTRIBUTES.contains(name)) {
      return false;
    }
    if (value.toLowerCase(Locale.ROOT).contains("url")) {
      return PAINTS.contains(name) && OWN_GRADIENT.matcher(value).matches();
    }
    boolean paint = PAINTS.contains(name) || name.equals("stop-color");
    return (paint ? PAINT : VALUE).matcher(value).matches();
  }

  private static Document parse(byte[] file) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      factory.setXIncludeAware(false);
      var builder = factory.newDocumentBuilder();
      builder.setErrorHandler(null);
      return builder.parse(new ByteArrayInputStream(file));
    } catch (SAXException | IOException e) {
      throw refused(file.length + " bytes that are no such file");
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException("the JDK's parser has no such feature", e);
    }
  }

  private static InvalidArgument refused(String what) {
    return InvalidArgument.field("logo", what, EXPECTED);
  }
}
