package io.agencysuite.negative;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// What is wrong with an answer; nothing, when the list is empty.
final class Verdict {
  private static final int INTERNAL = 500;
  private static final int FAILURE = 400;

  private Verdict() {}

  static List<String> on(BadRequest request, Answer answer) {
    List<String> wrong = new ArrayList<>();
    if (answer.status() >= INTERNAL) {
      wrong.add("answered " + answer.status());
    }
    if (answer.header("X-Request-Id").isEmpty()) {
      wrong.add("no X-Request-Id");
    }
    if (answer.status() >= FAILURE && !request.method().equals("HEAD")) {
      problem(answer, wrong);
    }
    return wrong;
  }

  private static void problem(Answer answer, List<String> wrong) {
    if (!answer.header("Content-Type").startsWith("application/problem+json")) {
      wrong.add("Content-Type " + answer.header("Content-Type"));
      return;
    }
    JsonNode problem;
    try {
      problem = Json.read(answer.body());
    } catch (JacksonException e) {
      wrong.add("the problem is no JSON");
      return;
    }
    for (String member : List.of("type", "title", "code")) {
      if (Json.text(problem, member).isBlank()) {
        wrong.add("the problem has no " + member);
      }
    }
    if (problem.path("status").asInt(0) != answer.status()) {
      wrong.add("the problem says status " + problem.path("status"));
    }
    if (!problem.path("errors").isArray()) {
      wrong.add("the problem has no errors[]");
    }
    if (!Json.text(problem, "requestId").equals(answer.header("X-Request-Id"))) {
      wrong.add("the problem has another requestId");
    }
  }
}
