package io.agencysuite.gateway.guard;

import org.apache.coyote.Adapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.apache.tomcat.util.net.SocketEvent;

/// The way from the connector to the container, which a request does not go that is refused before.
final class DoorAdapter implements Adapter {
  private final Adapter container;

  DoorAdapter(Adapter container) {
    this.container = container;
  }

  @Override
  public void service(Request request, Response response) throws Exception {
    if (!DoorProcessor.refuses(request)) {
      container.service(request, response);
    }
  }

  @Override
  public boolean prepare(Request request, Response response) throws Exception {
    return container.prepare(request, response);
  }

  @Override
  public boolean asyncDispatch(Request request, Response response, SocketEvent event)
      throws Exception {
    return container.asyncDispatch(request, response, event);
  }

  @Override
  public void log(Request request, Response response, long millis) {
    container.log(request, response, millis);
  }

  @Override
  public void checkRecycled(Request request, Response response) {
    container.checkRecycled(request, response);
  }

  @Override
  public String getDomain() {
    return container.getDomain();
  }
}
