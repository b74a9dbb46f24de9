package io.agencysuite.gateway.error;

import io.agencysuite.gateway.transcode.Reason;
import io.agencysuite.gateway.transcode.TranscodingException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/// Takes every exception that reaches Spring MVC before its own resolvers do.
public final class ProblemResolver implements HandlerExceptionResolver, Ordered {
  /// Request attribute with the reason why no route matched.
  public static final String MISS = ProblemResolver.class.getName() + ".miss";

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public @Nullable ModelAndView resolveException(
      HttpServletRequest request,
      HttpServletResponse response,
      @Nullable Object handler,
      Exception failure) {
    if (response.isCommitted()) {
      return null;
    }
    try {
      Problems.write(request, response, known(request, failure));
    } catch (IOException e) {
      return null;
    }
    return new ModelAndView();
  }

  private static Throwable known(HttpServletRequest request, Exception failure) {
    if (failure instanceof NoHandlerFoundException || failure instanceof NoResourceFoundException) {
      return request.getAttribute(MISS) instanceof Throwable miss
          ? miss
          : TranscodingException.of(Reason.ROUTE_NOT_FOUND, request.getRequestURI());
    }
    return failure;
  }
}
