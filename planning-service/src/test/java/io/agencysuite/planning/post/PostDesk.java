package io.agencysuite.planning.post;

import com.google.protobuf.FieldMask;
import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.ApprovePostRequest;
import io.agencysuite.planning.v1.CreatePostRequest;
import io.agencysuite.planning.v1.GetPostRequest;
import io.agencysuite.planning.v1.Post;
import io.agencysuite.planning.v1.PublishPostRequest;
import io.agencysuite.planning.v1.SchedulePostRequest;
import io.agencysuite.planning.v1.SubmitPostRequest;
import io.agencysuite.planning.v1.UpdatePostRequest;

/// A client with its channels, somebody who writes posts and somebody who approves them.
final class PostDesk implements AutoCloseable {

  final PlanningUnderTest planning;
  final Caller anna;
  final Caller ben;

  PostDesk(MongoDatabase database) {
    planning = new PlanningUnderTest(database);
    planning.putClient("hafen", "brauhaus", "Europe/Berlin");
    planning.putClient("hafen", "optik", "Europe/Berlin");
    planning.putClient("berg", "brauhaus", "Europe/Berlin");
    planning.putChannel("hafen", "brauhaus", "insta", "instagram");
    planning.putChannel("hafen", "brauhaus", "blue", "bluesky");
    planning.putChannel("hafen", "brauhaus", "threads", "threads");
    planning.putChannel("hafen", "brauhaus", "xx", "x");
    planning.putChannel("hafen", "optik", "insta", "instagram");
    anna = planning.user("hafen", "anna", Role.COMMUNITY_MANAGER);
    ben = planning.user("hafen", "ben", Role.PLANNER);
  }

  @Override
  public void close() {
    planning.close();
  }

  static Post.Builder post(String channel) {
    return Post.newBuilder()
        .setChannel("clients/brauhaus/channels/" + channel)
        .setTitle("Brezeln")
        .setText("Frisch um sieben")
        .setLinkTargetUrl("https://brauhaus.example/brezeln")
        .setIntention(Post.Intention.GIVE)
        .setCampaign("herbst")
        .setPlannedLocalTime("2026-12-01T09:00");
  }

  static CreatePostRequest.Builder request(Post post) {
    return CreatePostRequest.newBuilder().setParent("clients/brauhaus").setPost(post);
  }

  Post create(Post post) {
    return anna.posts().createPost(request(post).build());
  }

  Post approved(Post post) {
    Post draft = create(post);
    submit(draft);
    return approve(ben, draft);
  }

  Post submit(Post post) {
    return anna.posts().submitPost(SubmitPostRequest.newBuilder().setName(post.getName()).build());
  }

  Post approve(Caller caller, Post post) {
    return caller
        .posts()
        .approvePost(ApprovePostRequest.newBuilder().setName(post.getName()).build());
  }

  Post schedule(Post post) {
    return anna.posts()
        .schedulePost(SchedulePostRequest.newBuilder().setName(post.getName()).build());
  }

  Post publish(Post post, String url) {
    return anna.posts()
        .publishPost(PublishPostRequest.newBuilder().setName(post.getName()).setUrl(url).build());
  }

  Post update(Post post, String mask) {
    return updateVersion(post.toBuilder().clearEtag().build(), mask);
  }

  Post updateVersion(Post post, String mask) {
    return anna.posts()
        .updatePost(
            UpdatePostRequest.newBuilder()
                .setPost(post)
                .setUpdateMask(FieldMask.newBuilder().addPaths(mask))
                .build());
  }

  Post get(Post post) {
    return get(anna, post.getName());
  }

  Post get(Caller caller, String name) {
    return caller.posts().getPost(GetPostRequest.newBuilder().setName(name).build());
  }
}
