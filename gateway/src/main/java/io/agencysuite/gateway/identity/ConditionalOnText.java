package io.agencysuite.gateway.identity;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.util.StringUtils;

/// Holds where a setting says something; an empty environment variable is none.
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnText.Present.class)
public @interface ConditionalOnText {
  /// The name of the setting.
  String value();

  /// Asks the environment.
  final class Present implements Condition {
    @Override
    public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
      String setting = metadata.getAnnotations().get(ConditionalOnText.class).getString("value");
      return StringUtils.hasText(context.getEnvironment().getProperty(setting));
    }
  }
}
