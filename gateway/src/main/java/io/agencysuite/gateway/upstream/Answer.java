package io.agencysuite.gateway.upstream;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.agencysuite.gateway.transcode.WireMessage;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.handler.GatewayServerResponse;
import org.springframework.web.servlet.function.ServerResponse;

/// What a call is answered with. A whole answer can be looked at, kept and sent again; a stream is
/// on its way already.
public sealed interface Answer {

  /// The answer as the web framework sends it.
  ServerResponse response();

  /// A status, headers and a complete body.
  ///
  /// @param said what the service said; absent for a problem and for a kept answer
  record Whole(int status, Map<String, String> headers, ByteString body, @Nullable WireMessage said)
      implements Answer {

    private static final int NOT_MODIFIED = 304;

    public Whole {
      headers = Map.copyOf(headers);
    }

    /// The same with one header more.
    public Whole with(String header, String value) {
      Map<String, String> more = new LinkedHashMap<>(headers);
      more.put(header, value);
      return new Whole(status, more, body, said);
    }

    /// What the service said, taken apart at the first question: [#said] knows its type for less.
    public @Nullable Message message() {
      return said == null ? null : said.message();
    }

    @Override
    public ServerResponse response() {
      ServerResponse.BodyBuilder response = GatewayServerResponse.status(status);
      headers.forEach(response::header);
      if (status != NOT_MODIFIED) {
        response.contentLength(body.size());
      }
      return response.build((_, out) -> {
        body.writeTo(out.getOutputStream());
        return null;
      });
    }
  }

  /// Elements that follow one another.
  record Streamed(ServerResponse response) implements Answer {}
}
