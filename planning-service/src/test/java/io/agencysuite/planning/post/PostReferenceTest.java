package io.agencysuite.planning.post;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.ListPostsRequest;
import io.agencysuite.planning.v1.Post;
import io.agencysuite.planning.v1.UpdatePostRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a post and a list of posts may point at.
class PostReferenceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;
  private static Caller anna;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
    planning.putClient("hafen", "brauhaus", "Europe/Berlin");
    planning.putClient("hafen", "optik", "Europe/Berlin");
    planning.putChannel("hafen", "brauhaus", "insta", "instagram");
    planning.putChannel("hafen", "optik", "insta", "instagram");
    anna = planning.user("hafen", "anna", Role.COMMUNITY_MANAGER);
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://...",
        "https://a.example:99999/",
        "https://a.example:0/",
        "https://a b.example",
        "https://a_b.example/",
        "https://-a.example/",
        "https://a..example/",
        "https://a:b/",
        "https://straße.example/",
        "https://a.example.9/",
        "https://a.example:123456/",
        "https://[1/",
        "https://[:::1]/"
      })
  void refusesALinkThatCannotBeMade(String url) {
    Errors onCreate = Errors.of(() -> create(post().setLinkTargetUrl(url).build()));
    Post post = create(post().build());
    Errors onUpdate =
        Errors.of(() ->
            anna.posts()
                .updatePost(
                    UpdatePostRequest.newBuilder()
                        .setPost(Post.newBuilder().setName(post.getName()).setLinkTargetUrl(url))
                        .build()));

    assertThat(onCreate.code()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(onCreate.fields()).containsExactly("post.link_target_url");
    assertThat(onCreate.message()).contains(url, "expected: ");
    assertThat(onUpdate.fields()).containsExactly("post.link_target_url");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bräu.example/Köln",
        "http://127.0.0.1:8080",
        "https://a.example.:1/?q=%20#x",
        "https://[::1]:8080/"
      })
  void acceptsALinkToAHost(String url) {
    assertThat(create(post().setLinkTargetUrl(url).build()).getLinkTargetUrl()).isEqualTo(url);
  }

  @Test
  void refusesALinkThatGrowsTooLongWhenEncoded() {
    String url = "https://a.example/" + "ü".repeat(700);

    assertThat(Errors.of(() -> create(post().setLinkTargetUrl(url).build())).fields())
        .containsExactly("post.link_target_url");
  }

  @Test
  void refusesAListThatCanOnlyBeEmpty() {
    ListPostsRequest list = ListPostsRequest.newBuilder().setParent("clients/brauhaus").build();
    var turned =
        list.toBuilder()
            .setPlannedFrom(Timestamp.newBuilder().setSeconds(2))
            .setPlannedBefore(Timestamp.newBuilder().setSeconds(1))
            .build();
    var foreign = list.toBuilder().setChannel("clients/optik/channels/insta").build();

    assertThat(Errors.of(() -> anna.posts().listPosts(turned)).fields())
        .containsExactly("planned_before");
    assertThat(Errors.of(() -> anna.posts().listPosts(foreign)).fields())
        .containsExactly("channel");
  }

  @Test
  void refusesAChannelOfAnotherClient() {
    Post foreign = post().setChannel("clients/optik/channels/insta").build();

    assertThat(Errors.of(() -> create(foreign)).fields()).containsExactly("post.channel");
  }

  private static Post.Builder post() {
    return Post.newBuilder()
        .setChannel("clients/brauhaus/channels/insta")
        .setTitle("Brezeln")
        .setText("Frisch um sieben")
        .setIntention(Post.Intention.GIVE)
        .setPlannedLocalTime("2026-12-01T09:00");
  }

  private static Post create(Post post) {
    return anna.posts()
        .createPost(
            CreatePostRequest.newBuilder().setParent("clients/brauhaus").setPost(post).build());
  }
}
