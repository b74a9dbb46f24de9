package io.agencysuite.gateway.error;

import io.agencysuite.kit.time.Ids;
import java.io.IOException;
import java.time.InstantSource;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/// What Tomcat refuses before any of our code runs is a problem document as well.
public final class ProblemReportValve extends ErrorReportValve {
  private final Ids ids = Ids.secure(InstantSource.system());

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    if (response.getStatus() < 400
        || response.getContentWritten() > 0
        || !response.setErrorReported()) {
      return;
    }
    if (request.getAttribute(Problems.REQUEST_ID) == null) {
      String id = ids.next();
      request.setAttribute(Problems.REQUEST_ID, id);
      response.setHeader("X-Request-Id", id);
    }
    try {
      Problems.write(request, response, response.getStatus());
    } catch (IOException | IllegalStateException e) {
      // The caller has gone; there is nobody left to tell.
      container.getLogger().debug("no problem document written", e);
    }
  }
}
