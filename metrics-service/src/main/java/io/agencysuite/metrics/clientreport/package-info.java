/// The monthly report for a client: figures and texts copied at its creation, a page and a PDF of
/// them, links for people without an account. Imports report's, journey's and vanity's answers,
/// branding, document, state, stream.
@NullMarked
package io.agencysuite.metrics.clientreport;

import org.jspecify.annotations.NullMarked;
