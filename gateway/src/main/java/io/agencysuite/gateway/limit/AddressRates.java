package io.agencysuite.gateway.limit;

import io.agencysuite.gateway.error.Problems;
import io.agencysuite.kit.identity.Identity;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The limit of anonymous calls for paths that are no RPCs.
final class AddressRates implements Filter {
  private final Tokens tokens;
  private final Charges charges;

  AddressRates(Tokens tokens, Charges charges) {
    this.tokens = tokens;
    this.charges = charges;
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    HttpServletRequest asked = (HttpServletRequest) request;
    List<Tokens.Standing> standings = new ArrayList<>(1);
    for (Charges.Charge charge : charges.of(Identity.anonymous(), asked)) {
      standings.add(tokens.take(charge.key(), charge.policy(), 1));
    }
    RateLimits.tell(asked, standings);
    for (Tokens.Standing standing : standings) {
      if (!standing.granted()) {
        Problems.write(asked, (HttpServletResponse) response, RateLimits.refused(standing, false));
        return;
      }
    }
    chain.doFilter(request, response);
  }
}
