package io.agencysuite.gateway.transcode;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Links the files of a descriptor set, which protoc writes in the order of their imports.
public final class DescriptorSet {

  private DescriptorSet() {}

  public static List<FileDescriptor> link(FileDescriptorSet set) {
    Map<String, FileDescriptor> linked = new LinkedHashMap<>();
    for (FileDescriptorProto file : set.getFileList()) {
      List<FileDescriptor> imports = new ArrayList<>();
      for (String name : file.getDependencyList()) {
        FileDescriptor dependency = linked.get(name);
        if (dependency == null) {
          throw new RuleException(file.getName() + ": import " + name + " is not in the set");
        }
        imports.add(dependency);
      }
      try {
        linked.put(
            file.getName(), FileDescriptor.buildFrom(file, imports.toArray(FileDescriptor[]::new)));
      } catch (DescriptorValidationException e) {
        throw new RuleException(file.getName() + ": " + e.getMessage());
      }
    }
    return List.copyOf(linked.values());
  }
}
