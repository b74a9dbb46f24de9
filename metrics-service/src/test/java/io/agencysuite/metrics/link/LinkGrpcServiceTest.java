package io.agencysuite.metrics.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.CreateLinkRequest;
import io.agencysuite.metrics.v1.GetLinkRequest;
import io.agencysuite.metrics.v1.Link;
import io.agencysuite.metrics.v1.ListLinksRequest;
import io.agencysuite.metrics.v1.RedirectRequest;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkGrpcServiceTest {

  @Test
  void refusesNameInPlaceOfChannelId() {
    Agency agency = Agency.inBerlin();
    CreateLinkRequest.Builder request = request(agency, "https://shop.example/");
    request.getLinkBuilder().setChannel("clients/a/channels/instagram");

    assertThatThrownBy(() -> agency.links().createLink(request.build()))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining(
            "link.channel: 'clients/a/channels/instagram' (expected: the id of a channel, for"
                + " example instagram, without clients/...)");
  }

  @Test
  void makesOneLinkOfTwoTriesWithTheSameRequestId() {
    Agency agency = Agency.inBerlin();
    CreateLinkRequest request = request(agency, "https://shop.example/").setRequestId("r1").build();

    Link first = agency.links().createLink(request);
    Link second = agency.links().createLink(request);

    assertThat(second).isEqualTo(first);
    assertThat(agency.links().getLink(GetLinkRequest.newBuilder().setName(first.getName()).build()))
        .isEqualTo(first);
    assertThatThrownBy(() ->
            agency
                .links()
                .createLink(request(agency, "https://other.example/").setRequestId("r1").build()))
        .hasMessageContaining("ALREADY_EXISTS");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "ftp://shop.example/",
        "shop.example/page",
        "https://user:secret@shop.example/",
        "https://shop.example/with space",
        "https://"
      })
  void refusesTargetThatIsNoPlainWebAddress(String target) {
    Agency agency = Agency.inBerlin();

    assertThatThrownBy(() -> agency.links().createLink(request(agency, target).build()))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("link.target_url");
  }

  @Test
  void keepsParametersThatTheTargetHas() {
    TrackingLink link =
        LinkMessages.fromProto(
            link("https://shop.example/?utm_source=mine&q=1").setUtmTerm("a b&c").build(),
            Instant.EPOCH);

    assertThat(link.taggedUrl())
        .isEqualTo("https://shop.example/?utm_source=mine&q=1&utm_medium=social&utm_term=a+b%26c");
  }

  @Test
  void countsClicksOfPeopleAndNotOfPreviews() {
    Agency agency = Agency.inBerlin();
    Link link = agency.links().createLink(request(agency, "https://shop.example/").build());
    RedirectRequest follow = RedirectRequest.newBuilder().setCode(link.getCode()).build();
    Metadata preview = new Metadata();
    preview.put(CurrentCall.CALLER_AGENT_HEADER, "facebookexternalhit/1.1");
    var robot =
        agency.visitor().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(preview));

    assertThat(robot.redirect(follow).getLocation()).startsWith("https://shop.example/?utm_source");
    agency.visitor().redirect(follow);
    agency.visitor().redirect(follow);

    String today =
        Instant.now().atZone(java.time.ZoneId.of("Europe/Berlin")).toLocalDate().toString();
    assertThat(agency.report(today, today).getTotals().getClicks()).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x", "nordlicht.client-1.0000000000000000", "a.b.c.d", "../../etc", "A.B.C"})
  void answersUnknownCodeLikeAnyMissingThing(String code) {
    assertThatThrownBy(() ->
            Agency.inBerlin()
                .visitor()
                .redirect(RedirectRequest.newBuilder().setCode(code).build()))
        .hasMessageContaining("NOT_FOUND");
  }

  @Test
  void listsAllLinksNewestFirst() {
    Agency agency = Agency.inBerlin();
    List<String> made = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      made.add(
          agency
              .links()
              .createLink(request(agency, "https://shop.example/" + i).build())
              .getName());
    }
    List<String> listed = new ArrayList<>();
    String token = "";
    do {
      var page =
          agency
              .links()
              .listLinks(
                  ListLinksRequest.newBuilder()
                      .setParent(agency.parent())
                      .setPageSize(2)
                      .setPageToken(token)
                      .build());
      page.getLinksList().forEach(link -> listed.add(link.getName()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(made)
        .isSortedAccordingTo(Comparator.reverseOrder());
  }

  @Test
  void makesIdsThatGrowWithTime() {
    Random random = new Random(1);
    String earlier = LinkCode.newLink(Instant.parse("2026-11-23T08:00:00Z"), random);
    String later = LinkCode.newLink(Instant.parse("2026-11-23T08:00:01Z"), random);

    assertThat(earlier).isLessThan(later).matches("[0-9a-z]{16}");
    assertThat(LinkCode.parse("t.c." + later)).contains(new LinkCode("t", "c", later));
  }

  private static CreateLinkRequest.Builder request(Agency agency, String target) {
    return CreateLinkRequest.newBuilder().setParent(agency.parent()).setLink(link(target));
  }

  private static Link.Builder link(String target) {
    return Link.newBuilder().setTargetUrl(target).setChannel("instagram");
  }
}
